import CCurl
import Glibc

/// What became of a hop.
enum HopOutcome {
  case done(Response)
  /// `location` as sent.
  case redirected(status: Int, location: String)
  case failed(TransferFailure)
}

extension Transfer {
  /// Reads the outcome of the hop that ended with `code`. The body stays in `body`.
  func outcome(_ code: CURLcode, now: UInt64) -> HopOutcome {
    guard let job else { return .failed(.cancelled) }
    // A redirect or an error has said all in its header: 503 with Retry-After holds, whatever became of its page.
    let isSaid = head.isComplete && (head.status >= 400 || isFollowed)
    guard code == CURLE_OK || isSaid else {
      return .failed(failure(code, host: job.address.host, isLate: now >= job.deadline))
    }
    if isFollowed, let location = head.location {
      return .redirected(status: head.status, location: location)
    }
    var response = Response(
      status: head.status, finalURL: job.redirects.last?.url ?? job.request.url, redirects: job.redirects,
      body: body, contentType: head.contentType, etag: head.etag, lastModified: head.lastModified,
      retryAfter: head.retryAfter, cacheControl: head.cacheControl, expires: head.expires, date: head.date,
      age: head.age, location: head.location)
    var received: curl_off_t = 0
    // The handle lives, and the call fills the number that it is given.
    unsafe attache_get_offset(easy, CURLINFO_SIZE_DOWNLOAD_T, &received)
    response.wireBytes = Int(received)
    return .done(response)
  }

  /// Whether the answer is a redirect that the request wants followed.
  var isFollowed: Bool {
    job?.request.followRedirects == true && RedirectRule.isRedirect(head.status) && head.location != nil
  }

  private func failure(_ code: CURLcode, host: String, isLate: Bool) -> TransferFailure {
    switch stop {
    case .tooLarge: return .tooLarge(limit: settings.maxBody)
    case .headerTooLarge: return .headerTooLarge(limit: settings.maxHeader)
    case .enough, nil: break
    }
    if let refused, code == CURLE_COULDNT_CONNECT || code == CURLE_ABORTED_BY_CALLBACK {
      return .forbiddenAddress(host: host, address: "\(refused.address)", reason: refused.reason)
    }
    switch code {
    case CURLE_UNSUPPORTED_PROTOCOL:
      // The scheme was judged before; what is left is an answer without a status line.
      return .protocolError(host: host, reason: "it does not begin with a status line")
    case CURLE_URL_MALFORMAT:
      return .badAddress(reason: "it is not of the form http://host/path")
    case CURLE_COULDNT_RESOLVE_HOST: return .nameNotFound(host: host)
    case CURLE_COULDNT_RESOLVE_PROXY: return .proxy(reason: "its host was not found")
    case CURLE_PROXY: return .proxy(reason: "it does not connect us")
    case CURLE_COULDNT_CONNECT: return unreachable(host)
    case CURLE_OPERATION_TIMEDOUT: return .timedOut(wait(isLate: isLate), host: host)
    case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      return .cutOff(host: host)
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CRL_BADFILE, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_SHUTDOWN_FAILED, CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED, CURLE_SSL_CLIENTCERT:
      return .tls(host: host, reason: tlsReason(code))
    case CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR: return .encoding(host: host)
    case CURLE_OUT_OF_MEMORY where head.status != 0 && body.isEmpty:
      // What curl says of a single header line beyond its own limit of 100 KB.
      return .headerTooLarge(limit: settings.maxHeader)
    default:
      // Curl's fixed words: its longer ones hold numbers that change from try to try.
      return .protocolError(host: host, reason: unsafe printable(String(cString: attache_easy_strerror(code))))
    }
  }

  private func unreachable(_ host: String) -> TransferFailure {
    var number = 0
    unsafe attache_get_long(easy, CURLINFO_OS_ERRNO, &number)
    switch Int32(truncatingIfNeeded: number) {
    case ECONNREFUSED: return settings.proxy == nil ? .refused(host: host) : .proxy(reason: "it refused the connection")
    case ETIMEDOUT: return .timedOut(.connect, host: host)
    default: return .unreachable(host: host)
    }
  }

  private func wait(isLate: Bool) -> TransferFailure.Wait {
    if firstByteBy != .max { return waitBeforeFirstByte }
    return isLate ? .whole : .tooSlow
  }

  /// What the transfer is waiting for while nothing has come yet.
  var waitBeforeFirstByte: TransferFailure.Wait {
    if isLookingUp { return .lookup }
    return isConnected ? .firstByte : .connect
  }

  /// Curl's longer words, which name what is wrong with a certificate.
  private func tlsReason(_ code: CURLcode) -> String {
    let text = unsafe String(cString: errorText)
    return unsafe printable(text.isEmpty ? String(cString: attache_easy_strerror(code)) : text)
  }
}
