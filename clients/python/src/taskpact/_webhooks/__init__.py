"""Webhooks: `events` decodes deliveries, `signatures` checks them, `duplicates` drops some."""
