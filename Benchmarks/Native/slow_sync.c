/*
 * Makes each sync of a file take longer, to see on a fast disk what a slower one does. For measuring only.
 * Loaded before a program by Benchmarks/slow-sync. SLOW_SYNC_US: what is added to each sync, in microseconds.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void pause_after_sync(void)
{
    static long us = -1;
    if (us < 0) {
        const char *text = getenv("SLOW_SYNC_US");
        us = text ? atol(text) : 0;
    }

    struct timespec left = { us / 1000000, (us % 1000000) * 1000 };
    int saved = errno;
    while (us > 0 && nanosleep(&left, &left) != 0 && errno == EINTR)
        continue;
    errno = saved;
}

int fdatasync(int fd)
{
    static int (*next)(int);
    if (!next)
        next = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    int result = next(fd);
    pause_after_sync();
    return result;
}

int fsync(int fd)
{
    static int (*next)(int);
    if (!next)
        next = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    int result = next(fd);
    pause_after_sync();
    return result;
}

int sync_file_range(int fd, off64_t offset, off64_t length, unsigned int flags)
{
    static int (*next)(int, off64_t, off64_t, unsigned int);
    if (!next)
        next = (int (*)(int, off64_t, off64_t, unsigned int))dlsym(RTLD_NEXT, "sync_file_range");
    int result = next(fd, offset, length, flags);

    /* Without waiting it only starts the writing. */
    if (flags & SYNC_FILE_RANGE_WAIT_AFTER)
        pause_after_sync();
    return result;
}
