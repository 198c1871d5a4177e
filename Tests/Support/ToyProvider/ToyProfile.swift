/// The one model of the toy vendor. Its images cost 4 cents each.
let toyProfile = """
  {"id": "toy/painter", "name": "Toy Painter", "provider": "toy", "dialect": "toy.jobs", "aliases": [],
   "status": {"stage": "available", "text": "for tests", "confirmed": true, \(source)},
   "limits": {
     "images": {"hard": 4, \(source)}, "kinds": {"character": {"hard": 4, \(source)}},
     "file_bytes": {\(source)}, "request_bytes": {\(source)}, "edge": {\(source)},
     "prompt_characters": {\(source)}},
   "accepted_types": {"value": ["image/png", "image/jpeg"], \(source)},
   "aspects": {"value": ["1:1", "4:3"], \(source)}, "sizes": {"value": ["1K"], \(source)},
   "sends_size": true,
   "pixels": {"value": {"1K": {"1:1": [256, 256], "4:3": [320, 240]}}, \(source)},
   "price": {"value": {"1K": 0.04}, \(source)}, "output_tokens": {\(source)},
   "input_image_tokens": {\(source)},
   "capabilities": {"conversation": false, "signatures": false, "mask": false, "seed": true,
     "web_search": false, "image_search": false, "thinking_levels": []},
   "output_type": {"value": "image/png", \(source)}}
  """

private let source = #""source": "the tests", "checked": "2026-11-20""#
