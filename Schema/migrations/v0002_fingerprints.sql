-- What pictures look like, to find those that are nearly alike. Derived: it can be rebuilt from the files.

CREATE TABLE fingerprint (
  digest TEXT PRIMARY KEY REFERENCES object, -- the image
  frequencies INTEGER NOT NULL,              -- perceptual hash, 64 bits: its lowest frequencies above their median
  gradients INTEGER NOT NULL,                -- gradient hash, 64 bits: where it grows brighter from left to right
  aspect REAL NOT NULL,                      -- width over height
  mean_color INTEGER NOT NULL,               -- 0xRRGGBB in sRGB, transparent parts on white
  palette_json TEXT NOT NULL CHECK (json_valid(palette_json)), -- at most five colors as numbers like it, most frequent first
  sharpness REAL NOT NULL                    -- variance of the Laplacian of its 8-bit luminance
) STRICT, WITHOUT ROWID;
