-- Re-encodings of images that were made to fit a model, so that they need not be made twice. Derived: any may be missing.

CREATE TABLE rendition (
  original TEXT NOT NULL REFERENCES object,  -- the image that was made to fit
  form TEXT NOT NULL,                        -- how: its longest edge in pixels, and auto, image/jpeg or image/png
  digest TEXT NOT NULL,                      -- the bytes it became; their file may be missing
  media_type TEXT NOT NULL,                  -- of those bytes
  byte_count INTEGER NOT NULL,               -- their number
  PRIMARY KEY (original, form)
) STRICT, WITHOUT ROWID;
