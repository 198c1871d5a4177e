import Troupe

extension ImageFault {
  /// What is wrong with the image called `name`, and what to do.
  func sentence(_ name: String) -> String {
    switch self {
    case .empty: "\(name) is empty."
    case .notAnImage(let found):
      "\(name) is not an image (it looks like \(found)). PNG, JPEG and WebP are read."
    case .unsupported(let type):
      "\(name) is \(type), which is not read. Save it as PNG or JPEG and try again."
    case .unsupportedForm(let form):
      "\(name) is \(form), which is not read. Save it as an ordinary PNG or JPEG and try again."
    case .truncated:
      "\(name) is cut short: the file ends before the picture does. Use another copy of it."
    case .corrupt(let detail):
      "\(name) is damaged: \(detail). Use another copy of it."
    case .tooManyPixels(let width, let height, let bound):
      "\(name) has \(width)×\(height) pixels; \(bound / 1_000_000) megapixels are the most. Make it smaller first."
    case .sideTooLong(let side, let bound):
      "\(name) has a side of \(side) pixels; \(bound) are the most. Make it smaller first."
    case .tooManyScans(let bound):
      "\(name) has more than \(bound) progressive scans, which only a harmful file has. Save it again as an ordinary JPEG."
    case .outOfMemory(let bytes):
      "\(name) needs \(bytes / 1_048_576) MiB of memory, which cannot be had. Make it smaller first."
    }
  }
}
