internal import Classification
internal import Feeds
internal import HTTP
internal import News
internal import Store

/// An item's trip, top to bottom: fetch, read, judge, commit. The scheduler says when it starts; what it leaves behind
/// is one transaction, or nothing.
struct Pipeline: Sendable {
  let transfers: Transfers
  let parser: FeedParser
  let classifier: Classifier
  let store: AlertStore
  let committer: Committer
  let plan: PollPlan
  let clock: Clock

  /// How a trip ended.
  enum End: Sendable {
    /// The feed's state as committed, and what the commit did. Where nothing was found it is noted, and the
    /// commit to come.
    case committed(FeedState, newItems: Int, alerts: Int, bytes: Int)
    /// The store took nothing: the feed stands as before, and must be polled again.
    case storeFailed(StoreFailure)
    /// The program stops.
    case stopped
  }

  /// A trip's first half: asks for the feed. To be called on the queue of scheduler, transfers and committer, on which
  /// `answer` is called too.
  func fetch(
    _ state: FeedState, reuseConnection: Bool,
    answer: @escaping @Sendable (Result<Response, TransferFailure>) -> Void
  ) {
    // Fetch: conditional wherever there is something to be conditional on (RFC 9110 §13.1).
    let request = Request(
      url: state.learnedURL ?? state.url, etag: state.etag, lastModified: state.lastModified,
      reuseConnection: reuseConnection)
    transfers.assumeIsolated { $0.fetch(request, answer: answer) }
  }

  /// The second half where nothing was found, which most trips come to: done at once, without a task of its own. `nil`
  /// where there is more to do. To be called on the queue.
  func endAtOnce(
    _ feed: WatchedFeed, _ state: FeedState, _ answer: Result<Response, TransferFailure>, random: Double
  ) -> End? {
    guard case .success(let response) = answer, response.status == 304 else { return nil }
    let next = plan.next(state, feed, after: .notModified(response), now: clock.wall(), random: random)
    return note(next, after: state, response.wireBytes)
  }

  /// The second half of any trip.
  ///
  /// Runs where its caller runs, the queue; what takes time (reading, judging) is done elsewhere.
  nonisolated(nonsending) func end(
    _ feed: WatchedFeed, _ state: FeedState, _ answer: Result<Response, TransferFailure>, random: Double
  ) async -> End {
    let response: Response
    do {
      response = try answer.get()
    } catch .stopped, .cancelled {
      return .stopped
    } catch {
      return await finish(feed, state, Digest(.failed(error.description, nil)), random)
    }
    if response.status == 304 { return await finish(feed, state, Digest(.notModified(response)), random) }
    do {
      // The task prefers its caller's queue; this is for the pool.
      let digest = try await withTaskExecutorPreference(globalConcurrentExecutor) { () async throws(StoreFailure) in
        try await read(response, of: feed, state)
      }
      return await finish(feed, state, digest, random)
    } catch {
      return .storeFailed(error)
    }
  }

  /// Commit: items, stories, alerts, validators and the next due time, together.
  private nonisolated(nonsending) func finish(
    _ feed: WatchedFeed, _ state: FeedState, _ digest: Digest, _ random: Double
  ) async -> End {
    let next = plan.next(state, feed, after: digest.result, now: clock.wall(), random: random)
    do {
      if digest.result.foundNothing, let end = note(next, after: state, digest.result.wireBytes) { return end }
      let outcome = PollOutcome(
        source: feed.source, state: next, items: digest.items, seenKeys: digest.keys, isFirstPoll: state.isFirstPoll)
      let done = try await committer.commit(outcome)
      return .committed(
        done.state, newItems: done.newItems, alerts: done.alerts, bytes: digest.result.wireBytes)
    } catch {
      return .storeFailed(error)
    }
  }

  /// Leaves a poll that found nothing new to the next commit, where it may wait for it.
  private func note(_ next: FeedState, after state: FeedState, _ bytes: Int) -> End? {
    guard let poll = RoutinePoll(next, after: state), committer.note(poll) else { return nil }
    return .committed(next, newItems: 0, alerts: 0, bytes: bytes)
  }

  /// What an answer comes to.
  private struct Digest: Sendable {
    var result: PollResult
    var items: [JudgedItem] = []
    /// Of all items of the body.
    var keys: [String] = []

    init(_ result: PollResult) { self.result = result }
  }

  /// Reads and judges an answer, off the caller's queue.
  @concurrent private func read(
    _ response: Response, of feed: WatchedFeed, _ state: FeedState
  ) async throws(StoreFailure) -> Digest {
    // Read: avoid the work before doing it fast (the same bytes, then the parser).
    guard response.status == 200 || response.status == 203 else {
      return Digest(.failed(Refusal.words(for: response, parser), response.withoutBody))
    }
    let hash = ContentHash.of(response.body)
    if hash == state.bodyHash { return Digest(.unchanged(response.withoutBody)) }
    let document: Feed
    do {
      document = try parser.parse(response.body, contentType: response.contentType, address: response.finalURL)
    } catch {
      return Digest(.failed(Refusal.words(for: error, in: response), response.withoutBody))
    }

    // Judge: only what the feed has not shown before.
    let keys = ItemIdentity.keys(of: document.items)
    let hashes = document.items.map { ContentHash.of($0.title, $0.summary) }
    let items = zip(keys, hashes).map { (key: $0, textHash: $1) }
    // Of a feed that has brought nothing yet the store knows no item.
    let seen = state.items == 0 ? SeenStatus.allNew(items) : try await store.seen(feed: state.url, items: items)
    var digest = Digest(
      .read(
        newItems: seen.count { $0 == .new }, shown: ShownItems(document.items, seen, now: clock.wall()),
        hints: document.hints, bodyHash: hash, isTruncated: document.isTruncated, response.withoutBody))
    digest.keys = keys
    let places = document.items.indices.filter { seen[$0] != .known }
    let assessments = classifier.assessRelevant(places.map { document.items[$0] }, from: feed.source)
    digest.items = zip(places, assessments).map { place, assessment in
      JudgedItem(
        item: document.items[place], key: keys[place], textHash: hashes[place], assessment: assessment ?? Assessment())
    }
    return digest
  }
}
