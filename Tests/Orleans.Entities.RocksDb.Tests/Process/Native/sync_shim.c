/*
 * Stands between a store and the kernel (LD_PRELOAD) and watches or disturbs what goes to the write-ahead log: files named *.log under
 * SYNC_SHIM_FOLDER. Built by: cc -shared -fPIC -O1 -o sync_shim.so sync_shim.c -ldl -lpthread
 *
 *   SYNC_SHIM_TRACE     a file to append to, one line an event, in the order in which they happened:
 *                         W <marker>   a write that holds the marker "MARK:" + 12 digits has returned
 *                         B            a sync of the log begins
 *                         S            that sync has returned, without an error
 *                         <text>       what the program handed to sync_shim_note
 *   SYNC_SHIM_DELAY_MS  added to each sync of the log
 *   SYNC_SHIM_SWITCH    a file; while it is there, its first letter decides: 's' a sync of the log fails with EIO, 'w' a write below
 *                       the folder fails with ENOSPC, 'h' a sync of the log waits until the file is gone
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define MARKER "MARK:"
#define MARKER_LENGTH 17

static pthread_mutex_t trace_lock = PTHREAD_MUTEX_INITIALIZER;
static int trace_fd = -1;

static ssize_t real_write(int fd, const void *bytes, size_t length)
{
    static ssize_t (*next)(int, const void *, size_t);
    if (!next)
        next = dlsym(RTLD_NEXT, "write");
    return next(fd, bytes, length);
}

static void trace(const char *text, size_t length)
{
    const char *path = getenv("SYNC_SHIM_TRACE");
    char line[256];
    if (!path || length > sizeof line - 1)
        return;
    memcpy(line, text, length);
    line[length] = '\n';
    pthread_mutex_lock(&trace_lock);
    if (trace_fd < 0)
        trace_fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (real_write(trace_fd, line, length + 1) < 0)
        abort();
    pthread_mutex_unlock(&trace_lock);
}

void sync_shim_note(const char *text)
{
    trace(text, strlen(text));
}

/* Whether a descriptor is a file below the folder: 0 no, 1 some file, 2 a log. */
static int kind_of(int fd)
{
    const char *folder = getenv("SYNC_SHIM_FOLDER");
    char link[64], path[PATH_MAX];
    int saved = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = saved;
    if (!folder || length < 4 || strncmp(path, folder, strlen(folder)) != 0)
        return 0;
    path[length] = 0;
    return strcmp(path + length - 4, ".log") == 0 ? 2 : 1;
}

static char switch_position(void)
{
    const char *path = getenv("SYNC_SHIM_SWITCH");
    char position = 0;
    int saved = errno, fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd >= 0) {
        if (read(fd, &position, 1) != 1)
            position = 0;
        close(fd);
    }
    errno = saved;
    return position;
}

static void pause_ms(long ms)
{
    struct timespec time = { ms / 1000, (ms % 1000) * 1000000L };
    nanosleep(&time, NULL);
}

/* The log puts a header into a record that crosses one of its blocks: a marker cut in two so is none. */
static int is_marker(const char *at)
{
    for (int i = (int)strlen(MARKER); i < MARKER_LENGTH; i++) {
        if (at[i] < '0' || at[i] > '9')
            return 0;
    }

    return 1;
}

ssize_t write(int fd, const void *bytes, size_t length)
{
    int kind = kind_of(fd);
    if (kind && switch_position() == 'w') {
        errno = ENOSPC;
        return -1;
    }

    ssize_t written = real_write(fd, bytes, length);
    if (kind == 2 && written > 0) {
        const char *at = bytes, *end = at + written, *found;
        while ((found = memmem(at, (size_t)(end - at), MARKER, strlen(MARKER))) && end - found >= MARKER_LENGTH) {
            char line[2 + MARKER_LENGTH] = "W ";
            memcpy(line + 2, found, MARKER_LENGTH);
            if (is_marker(found))
                trace(line, sizeof line);
            at = found + strlen(MARKER);
        }
    }

    return written;
}

static int sync_with(const char *name, int fd)
{
    int (*next)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    if (kind_of(fd) != 2)
        return next(fd);
    trace("B", 1);
    while (switch_position() == 'h')
        pause_ms(1);
    if (switch_position() == 's') {
        errno = EIO;
        return -1;
    }

    int result = next(fd);
    const char *delay = getenv("SYNC_SHIM_DELAY_MS");
    if (delay)
        pause_ms(atol(delay));
    if (result == 0)
        trace("S", 1);
    return result;
}

int fdatasync(int fd)
{
    return sync_with("fdatasync", fd);
}

int fsync(int fd)
{
    return sync_with("fsync", fd);
}
