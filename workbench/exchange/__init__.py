"""Files that come from elsewhere into an assessment: wording files. All of their content is checked before it is used."""
