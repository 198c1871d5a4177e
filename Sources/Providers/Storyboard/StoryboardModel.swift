/// The offline model: draws a storyboard frame from a request. No key, no network, the same bytes every time.
package struct StoryboardModel: Sendable {
  package init() {}
}
