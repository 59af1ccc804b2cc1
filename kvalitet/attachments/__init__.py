"""Files on any object, checked by content and streamed under the access rules; not filled yet."""
