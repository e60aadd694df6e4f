namespace Orleans.Entities.RocksDb.Layout;

/// <summary>
/// What is in the files. Changing any of this needs a new <see cref="FormatVersion"/> and code that opens the old one; a family that is
/// added does not.
/// </summary>
/// <remarks>
/// <para>Keys. A name within a key is preceded by its length, so that whatever shares a name is one prefix; the last name of a key
/// stands alone, so that its UTF-8 bytes are the order. Numbers in keys are big-endian for the same reason. <c>n1</c> is a length of
/// one byte, <c>n2</c> one of two.</para>
/// <code>
/// family       key                                          value
/// default      "format"                                     version u32
///              "log"                                        log id 16, partitions u16
///              "next"                                       for each partition the next offset u64
///              "first"                                      for each partition the offset of the oldest event u64
///              "import"                                     1, whether it is finished u8, export's id 16, chunks that are in it u32
/// heads        n1 kind, id                                  1, flags, version u64, write id 16, head
/// rows         n1 kind, n2 id, n1 collection, row key       1, row
/// events       partition u16, offset u64                    1, version u64, index u32, UTC ticks i64, n1 kind, n2 id, n1 type, n1 trace parent, data
/// unfinished   n1 kind, id                                  (empty)
/// positions    n1 reader, partition u16                     1, log id 16, next u64, n2 last event's id
/// states       n1 service, n2 grain type, n2 grain key, state name
///                                                           1, flags, etag 16, state
/// reminders    n1 service, grain's hash u32, n2 grain type, n2 grain key, reminder name
///                                                           1, flags, etag 16, start UTC ticks i64, period ticks i64
/// </code>
/// <para>Values begin with <see cref="RecordFormat"/>; their numbers are little-endian. Of a head's flags, 1 is 'unfinished';
/// of a state's, 1 is 'cleared'. ETags and the ids of writes and logs are the 16 bytes of
/// <see cref="Guid.TryWriteBytes(Span{byte})"/>.</para>
/// <para>"next" is written in the batch that holds the events, and never worked out from the events that are left: a trimmed
/// partition goes on counting. An entity's partition is <see cref="KeyHash"/> of its head key modulo the number of partitions, which
/// is chosen when the store is made. A grain's hash is <see cref="GrainId.GetUniformHashCode"/>.</para>
/// <para>"import" is there when an import has made the store; until it is finished the store is not opened for use.</para>
/// <para>The families of states and reminders came after the first release, and the version did not rise for them: a program that does
/// not know a family opens the folder all the same and leaves the family as it is, and nothing in the others depends on it.</para>
/// </remarks>
internal static class StoreLayout
{
    internal const uint FormatVersion = 1;

    internal const byte RecordFormat = 1;

    internal const byte UnfinishedFlag = 1;

    internal const byte ClearedFlag = 1;

    /// <summary>The bytes of a value with an ETag before the value itself.</summary>
    internal const int TagPrefixBytes = 1 + 1 + 16;

    internal const int ReminderBytes = TagPrefixBytes + 8 + 8;

    internal const int MaxServiceBytes = byte.MaxValue;

    /// <summary>The longest grain type, grain key, state name and reminder name, each.</summary>
    internal const int MaxGrainNameBytes = ushort.MaxValue;

    internal const int MaxStateBytes = 4 << 20;

    /// <summary>The bytes of a head's record before the head itself.</summary>
    internal const int HeadPrefixBytes = 1 + 1 + 8 + 16;

    internal const int EventKeyBytes = 2 + 8;

    internal const int MaxReaderBytes = 255;

    internal const int MaxPartitions = 4096;

    internal static ReadOnlySpan<byte> FormatKey => "format"u8;

    internal static ReadOnlySpan<byte> LogKey => "log"u8;

    internal static ReadOnlySpan<byte> NextKey => "next"u8;

    internal static ReadOnlySpan<byte> FirstKey => "first"u8;

    internal static ReadOnlySpan<byte> ImportKey => "import"u8;
}
