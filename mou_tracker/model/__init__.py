"""What the register says: agencies, agreements, commitments and meetings, frozen and without input or output."""
