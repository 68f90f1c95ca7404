"""From the curated fragments in openapi/ to the published bundles, and the rules they obey."""
