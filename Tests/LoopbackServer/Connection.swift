import Dispatch
import Glibc

/// One client's connection: gathers requests, and plays the steps of their answers one after another.
///
/// Confined to the server's queue.
final class Connection {
  let number: Int
  let localAddress: String
  private let socket: Int32
  private let queue: DispatchQueue
  private let source: any DispatchSourceRead
  private var buffer = RequestBuffer()
  private var steps: ArraySlice<Answer.Step> = []
  /// Bytes of the step under way that are not sent yet.
  private var unsent: ArraySlice<UInt8> = []
  /// An answer is being made or played.
  private var isBusy = false
  private(set) var isClosed = false
  /// Called with each whole request; the server calls `play` with its answer.
  var onRequest: ((ReceivedRequest) -> Void)?
  var onClose: (() -> Void)?

  /// Takes over `socket`, which does not block.
  init(socket: Int32, number: Int, localAddress: String, queue: DispatchQueue) {
    self.socket = socket
    self.number = number
    self.localAddress = localAddress
    self.queue = queue
    source = DispatchSource.makeReadSource(fileDescriptor: socket, queue: queue)
    // A watched descriptor is closed when its source has let go of it.
    source.setCancelHandler { Glibc.close(socket) }
  }

  /// `handler` runs on the queue whenever there is something to read, and calls `read()`.
  func activate(_ handler: @escaping @Sendable () -> Void) {
    source.setEventHandler(handler: handler)
    source.resume()
  }

  func read() {
    guard !isClosed else { return }
    var chunk = [UInt8](repeating: 0, count: 16 << 10)
    // Sound: recv writes at most `count` bytes.
    let count = unsafe chunk.withUnsafeMutableBytes { unsafe recv(socket, $0.baseAddress, $0.count, 0) }
    if count > 0 {
      buffer.append(chunk[..<count])
      if buffer.isHopeless { close() } else { takeRequest() }
    } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
      close()
    }
  }

  func play(_ answer: Answer) {
    steps = answer.steps[...]
    playSteps()
  }

  func close(resetting: Bool = false) {
    guard !isClosed else { return }
    isClosed = true
    steps = []
    unsent = []
    if resetting {
      var linger = linger(l_onoff: 1, l_linger: 0)
      // Sound: the option has the size that is given.
      unsafe setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    }
    source.cancel()
    onClose?()
    onRequest = nil
    onClose = nil
  }

  private func takeRequest() {
    guard !isBusy, let request = buffer.next(localAddress: localAddress, connection: number) else { return }
    isBusy = true
    onRequest?(request)
  }

  private func playSteps() {
    while !isClosed {
      guard sendUnsent() else { return }
      guard let step = steps.popFirst() else {
        isBusy = false
        return takeRequest()
      }
      switch step {
      case .send(let bytes): unsent = bytes[...]
      case .pause(let seconds): return continueLater(after: seconds)
      case .repeatForever(let bytes, let seconds):
        unsent = bytes[...]
        steps = [step]
        if seconds > 0 { steps = [.pause(seconds: seconds), step] }
      case .stall: return
      case .close: close()
      case .reset: close(resetting: true)
      }
    }
  }

  /// Whether all is sent. When the client is slow, the rest follows by itself.
  private func sendUnsent() -> Bool {
    while !unsent.isEmpty {
      // Sound: send reads at most `count` bytes.
      let count = unsafe unsent.withUnsafeBytes {
        unsafe send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count > 0 {
        unsent = unsent.dropFirst(count)
      } else if errno == EAGAIN {
        continueLater(after: 0.001)
        return false
      } else if errno != EINTR {
        close()
        return false
      }
    }
    return true
  }

  private var onTimer: (@Sendable () -> Void)?

  /// `handler` runs on the queue after a pause, and calls `resume()`.
  func onPauseEnd(_ handler: @escaping @Sendable () -> Void) { onTimer = handler }

  func resume() { playSteps() }

  private func continueLater(after seconds: Double) {
    guard let onTimer else { return }
    queue.asyncAfter(deadline: .now() + seconds, execute: onTimer)
  }
}
