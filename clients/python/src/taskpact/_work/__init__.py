"""What each API says of its work; imported when some is followed, so that a client costs little."""
