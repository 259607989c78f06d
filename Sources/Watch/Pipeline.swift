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
    /// The feed's state as committed, and what the commit did.
    case committed(FeedState, newItems: Int, alerts: Int, bytes: Int)
    /// The store took nothing: the feed stands as before, and must be polled again.
    case storeFailed(StoreFailure)
    /// The program stops.
    case stopped
  }

  /// Polls one feed once.
  func trip(_ feed: WatchedFeed, _ state: FeedState, reuseConnection: Bool, random: Double) async -> End {
    // Fetch: conditional wherever there is something to be conditional on (RFC 9110 §13.1).
    let request = Request(
      url: state.learnedURL ?? state.url, etag: state.etag, lastModified: state.lastModified,
      reuseConnection: reuseConnection)
    let response: Response
    do {
      response = try await transfers.fetch(request)
    } catch .stopped, .cancelled {
      return .stopped
    } catch {
      return await finish(feed, state, .failed(error.description, nil), random: random)
    }

    // Read: avoid the work before doing it fast (a 304, then the same bytes, then the parser).
    switch response.status {
    case 304: return await finish(feed, state, .notModified(response), random: random)
    case 200, 203: break
    default: return await finish(feed, state, .failed(refusal(response), response), random: random)
    }
    let hash = ContentHash.of(response.body)
    if hash == state.bodyHash { return await finish(feed, state, .unchanged(response), random: random) }
    let document: Feed
    do {
      document = try parser.parse(response.body, contentType: response.contentType, address: response.finalURL)
    } catch {
      return await finish(feed, state, .failed(error.description, response), random: random)
    }

    // Judge: only what the feed has not shown before.
    let keys = ItemIdentity.keys(of: document.items)
    let hashes = document.items.map { ContentHash.of($0.title, $0.summary) }
    let seen: [SeenStatus]
    do {
      seen = try await store.seen(feed: state.url, items: zip(keys, hashes).map { (key: $0, textHash: $1) })
    } catch {
      return .storeFailed(error)
    }
    var judged: [JudgedItem] = []
    for index in document.items.indices where seen[index] != .known {
      let item = document.items[index]
      let assessment = classifier.assess(
        title: item.title, summary: item.summary, published: item.time, source: feed.source)
      judged.append(JudgedItem(item: item, key: keys[index], textHash: hashes[index], assessment: assessment))
    }

    // Commit: items, stories, alerts, validators and the next due time, together.
    let result = PollResult.read(
      newItems: seen.count { $0 == .new }, hints: document.hints, bodyHash: hash, isTruncated: document.isTruncated,
      response)
    return await finish(feed, state, result, items: judged, keys: keys, random: random)
  }

  private func finish(
    _ feed: WatchedFeed, _ state: FeedState, _ result: PollResult, items: [JudgedItem] = [], keys: [String] = [],
    random: Double
  ) async -> End {
    let next = plan.next(state, feed, after: result, now: clock.wall(), random: random)
    let outcome = PollOutcome(
      source: feed.source, state: next, items: items, seenKeys: keys, isFirstPoll: state.isFirstPoll)
    do {
      let done = try await committer.commit(outcome)
      return .committed(done.state ?? next, newItems: done.newItems, alerts: done.alerts, bytes: result.wireBytes)
    } catch {
      return .storeFailed(error)
    }
  }

  /// What an answer that is no feed means for the user.
  private func refusal(_ response: Response) -> String {
    let said = "the server answered \(response.status)"
    switch response.status {
    case 301, 302, 303, 307, 308: return "\(said): a redirect that leads nowhere"
    case 404: return "\(said) (not found): check the feed's address"
    case 410: return "\(said) (gone): the feed was closed; remove it, or look for its new address"
    case 429: return "\(said) (too many requests): it wants to be asked less often"
    case 401, 407: return "\(said): it wants a user name and password"
    case 403, 406, 451:
      // A bot wall says so in its page.
      if case .challengePage? = pageFailure(response) { return "\(said): \(FeedFailure.challengePage.description)" }
      return "\(said): it refuses this program; a user_agent with a contact address may help"
    case 500...: return "\(said): the server has a fault of its own"
    default: return "\(said), with which nothing can be done"
    }
  }

  private func pageFailure(_ response: Response) -> FeedFailure? {
    do {
      _ = try parser.parse(response.body, contentType: response.contentType, address: response.finalURL)
      return nil
    } catch {
      return error
    }
  }
}
