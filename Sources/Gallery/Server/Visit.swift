/// What a handler is asked.
struct Visit: Sendable {
  /// GET, POST, PUT or another, in capitals; HEAD is given to handlers as GET.
  var method = "GET"
  /// The percent-decoded components after the first "/".
  var path: [String] = []
  /// The decoded query, in order.
  var query: [(name: String, value: String)] = []
  /// The fields of a form: urlencoded, or the text parts of multipart/form-data.
  var form: [(name: String, value: String)] = []
  /// The file parts of multipart/form-data, or a raw body.
  var files: [UploadedFile] = []
  /// Whether the reader would rather have application/json than a page.
  var wantsJSON = false
  /// "en" or "zh".
  var language = "en"
  /// "auto", "dark" or "light".
  var theme = "auto"
  /// Path and query as asked.
  var here = "/"

  /// The first value of this name, of the form, else of the query.
  func first(_ name: String) -> String? {
    form.first { $0.name == name }?.value ?? query.first { $0.name == name }?.value
  }

  /// All values of this name, those of the form first.
  func all(_ name: String) -> [String] {
    (form + query).filter { $0.name == name }.map(\.value)
  }
}

/// A file that came with a request. It is removed once the request is answered.
struct UploadedFile: Hashable, Sendable {
  /// The name of its form field; "body" for a raw body.
  let name: String
  /// The name it had where it came from, without folders; empty for a raw body.
  let fileName: String
  /// Where its bytes are until the answer.
  let path: String
}
