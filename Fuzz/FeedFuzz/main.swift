// libFuzzer's driver around the feed reader, and with it around everything that a feed's bytes reach: decoding, the XML
// pass, repair, HTML, dates, addresses, JSON. The first byte of an input picks the transport's charset, so that a corpus
// of whole feeds works as it is: `<` picks none.
//
// Built by `-sanitize=fuzzer,address`. A crash, a read out of bounds, two seconds of CPU for one input and growth over
// 256 MiB end the run and leave the input behind; it becomes a fixture once it is understood. The time is counted here,
// because the driver's own -timeout goes by the clock on the wall, and so by what else the machine has to do.
import Feeds
import Glibc
import News

/// libFuzzer's entry for programs that have a main of their own (compiler-rt, FuzzerInterface.h).
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

private func contentType(_ first: UInt8?) -> String? {
  switch first {
  case 0x01: "text/xml; charset=windows-1251"
  case 0x02: "application/xml; charset=Shift_JIS"
  case 0x03: "text/xml;charset=\"GB2312\""
  case 0x04: "text/xml; charset=utf-16"
  default: nil
  }
}

/// CPU seconds of this thread, and the most KiB that the process has held at once.
private func used() -> (seconds: Double, kibibytes: Int) {
  var time = timespec()
  var usage = rusage()
  // Sound: both calls fill the struct that they are given.
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  _ = unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return (Double(time.tv_sec) + Double(time.tv_nsec) / 1e9, usage.ru_maxrss)
}

private func test(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let before = used()
  defer {
    let after = used()
    precondition(after.seconds - before.seconds < 2, "two seconds for one input")
    precondition(after.kibibytes - before.kibibytes < 256 * 1024, "256 MiB for one input")
  }
  // Sound: libFuzzer lends `count` readable bytes for the length of this call.
  let body = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
  let parser = FeedParser(limits: FeedLimits(maxItems: 2000, maxBytes: 4 * 1024 * 1024))
  guard let feed = try? parser.parse(body, contentType: contentType(body.first), address: "https://herald.example/feed")
  else {
    return 0
  }
  precondition(ItemIdentity.keys(of: feed.items).count == feed.items.count, "a key for each item")
  for item in feed.items {
    for text in [item.title, item.summary, item.author] {
      precondition(text?.utf8.contains { $0 < 0x20 } != true, "no control character in a text")
      precondition(text?.isEmpty != true, "an empty text is none")
    }
    precondition(item.categories.count <= 100, "categories are bounded")
  }
  return 0
}

var count = CommandLine.argc
var arguments = unsafe CommandLine.unsafeArgv
// Sound: both live as long as the process; the driver may reorder the arguments.
let status = unsafe withUnsafeMutablePointer(to: &arguments) { pointer in
  unsafe runDriver(&count, pointer, test)
}
precondition(status == 0, "the fuzzer ended with \(status)")
