"""Files of other event data sets, read as what their coders say."""
