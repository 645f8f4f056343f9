// What Swift's Glibc module leaves out.
#ifndef BASELINE_HEAP_H
#define BASELINE_HEAP_H

/// Gives the pages that the allocator holds and does not need back to the system.
void baseline_release_free_memory(void);

#endif
