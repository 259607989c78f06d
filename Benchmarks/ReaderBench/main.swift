// CPU of the feed reader beside libxml2's push parser with empty handlers, on the same bytes, in turn, in one process.
// Prints a line a feed size. The goal is a ratio of 1.5; the figures are for people, and never pass or fail.
//   reader-bench [ATTACHE]    with the program's path: `attache parse` beside other readers as well (PYTHON names the
//                             interpreter that has feedparser and fastfeedparser; default python3)
import CLibXML2
import Feeds
import Glibc
import News

/// CPU seconds that this process has used.
func cpuSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// libxml2's push parser, fed 64 KiB at a time, with handlers that do nothing: what any reader on libxml2 pays.
func pushWithEmptyHandlers(_ bytes: [UInt8]) {
  var handler = unsafe xmlSAXHandler()
  unsafe handler.initialized = UInt32(XML_SAX2_MAGIC)
  unsafe handler.startElementNs = { _, _, _, _, _, _, _, _, _ in }
  unsafe handler.endElementNs = { _, _, _, _ in }
  unsafe handler.characters = { _, _, _ in }
  unsafe handler.ignorableWhitespace = { _, _, _ in }
  unsafe handler.cdataBlock = { _, _, _ in }
  // Sound: the handler and the bytes outlive the parser, which is freed here.
  unsafe bytes.withUnsafeBytes { buffer in
    guard let base = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
      let parser = unsafe xmlCreatePushParserCtxt(&handler, nil, nil, 0, nil)
    else { return }
    var offset = 0
    while offset < buffer.count {
      let count = min(64 * 1024, buffer.count - offset)
      offset += count
      _ = unsafe xmlParseChunk(parser, base + offset - count, Int32(count), offset == buffer.count ? 1 : 0)
    }
    unsafe xmlFreeParserCtxt(parser)
  }
}

/// The best of several rounds of each of two, in turn: what the work costs when nobody disturbs it.
func best(rounds: Int, times: Int, _ works: [() -> Void]) -> [Double] {
  var result = [Double](repeating: .infinity, count: works.count)
  for _ in 0..<rounds {
    for (index, work) in works.enumerated() {
      let start = cpuSeconds()
      for _ in 0..<times { work() }
      result[index] = min(result[index], (cpuSeconds() - start) / Double(times))
    }
  }
  return result
}

let parser = FeedParser()
// Sound: the environment's string is copied at once.
let python = unsafe getenv("PYTHON").map { unsafe String(cString: $0) } ?? "python3"
let rivals = CommandLine.arguments.dropFirst().first.map { Rivals(attache: $0, python: python) }
for (name, size, times) in [("50 KB", 50_000, 200), ("5 MB", 5_000_000, 3)] {
  let bytes = GeneratedFeed.bytes(size: size)
  var items = 0
  let seconds = best(
    rounds: 15, times: times,
    [
      { pushWithEmptyHandlers(bytes) },
      { items = (try? parser.parse(bytes, contentType: nil, address: nil).items.count) ?? 0 },
    ])
  let ratio = seconds[1] / seconds[0]
  func speed(_ seconds: Double) -> Int { Int(Double(bytes.count) / seconds / 1e6) }
  let hundredths = Int(ratio * 100 + 0.5)
  print(
    "\(name), \(bytes.count) bytes, \(items) items: libxml2 push, empty handlers \(speed(seconds[0])) MB/CPU-s; "
      + "FeedParser \(speed(seconds[1])) MB/CPU-s; ratio \(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)")
  rivals?.compare(name, bytes, limit: seconds[0])
}
rivals?.clean()
