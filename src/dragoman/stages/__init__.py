"""Pure steps from a raw document to reports and claims: records in, records out."""
