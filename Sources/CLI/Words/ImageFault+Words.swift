import Troupe

extension ImageFault {
  /// What is wrong with the image called `name`, and what to do.
  func sentence(_ name: String) -> String {
    switch self {
    case .empty: "\(name) is empty."
    case .notAnImage(let found):
      "\(name) is not an image (it looks like \(found)). PNG, JPEG, WebP, TIFF, HEIC, AVIF, GIF and PSD are read."
    case .unsupported(let type):
      "\(name) is \(type), which is not read. Save it as PNG or JPEG and try again."
    case .unsupportedForm(let form):
      "\(name) is \(form), which is not read. Save it as an ordinary PNG or JPEG and try again."
    case .noReader(let type, let library):
      "\(name) is \(type), which \(library) reads, and it is not on this machine. Install it (\(Self.packages(library))), or save the picture as PNG or JPEG."
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

  /// How a library of formats is installed.
  private static func packages(_ library: String) -> String {
    library == "libheif"
      ? "apt install libheif1, or brew install libheif"
      : "apt install libtiff6, or brew install libtiff"
  }
}
