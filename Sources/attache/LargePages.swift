import Glibc

/// Memory for large documents in pages of 2 MiB: with the system's own, of 4 KiB, being given memory takes longer than
/// filling it. All of it is advice, and what the system makes of that is its own affair.
enum LargePages {
  private static let size = 2 << 20

  /// Has the heap grow in large pages for what is allocated next, about `bytes` in blocks of any size; does nothing for few.
  static func prepare(forBytes bytes: Int) {
    guard bytes >= 2 * size else { return }
    // A block as large as this comes from the system. Once it is given back the heap is where blocks of its size come
    // from, and what is free at the heap's end stays there (mallopt(3), M_MMAP_THRESHOLD): so it is asked for twice.
    for isHeap in [false, true] {
      guard let block = unsafe malloc(bytes) else { return }
      let begin = UInt(bitPattern: block).advanced(by: size - 1) & ~UInt(size - 1)
      let end = UInt(bitPattern: block).advanced(by: bytes) & ~UInt(size - 1)
      // Sound, here and below: the range lies within the block, and the advice changes nothing in it.
      if begin < end {
        _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: begin), Int(end - begin), MADV_HUGEPAGE)
      }
      // Before the first of them: the small ones, at once.
      let head = UInt(bitPattern: block).advanced(by: 4095) & ~4095
      if isHeap, head < begin, begin < end {
        _ = unsafe madvise(UnsafeMutableRawPointer(bitPattern: head), Int(begin - head), MADV_POPULATE_WRITE)
      }
      unsafe free(block)
    }
  }
}
