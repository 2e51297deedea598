"""What we know about customers: tables and thresholds in, frozen results out. Pure: no globals, no clock, no drawing."""
