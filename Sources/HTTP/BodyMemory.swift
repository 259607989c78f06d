import CCurl

/// The memory of bodies, as far as the allocator of the whole process goes.
public enum BodyMemory {
  /// Has large bodies go back to the system when they are done, and keeps the heap to two arenas. By default glibc learns
  /// from the first large block that is freed to keep such sizes for itself, and holds tens of megabytes for ever.
  /// Called once, before other threads take heaps of their own (mallopt(3)).
  public static func goesBackToTheSystem() { attache_return_large_blocks() }

  /// Gives back what smaller blocks have left free (malloc_trim(3)), which takes milliseconds: what was read of hundreds
  /// of bodies is gone, and lies scattered among what is kept of them.
  public static func returnFreePages() { attache_return_free_pages() }
}
