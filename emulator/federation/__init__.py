"""Identity providers outside of AWS, and the sessions that their tokens start."""
