namespace Orleans.Entities.Moving;

/// <summary>The log of an export, read in another order than that of its chunks.</summary>
/// <remarks>
/// Records are in order, so that a chunk's first record tells whether something begins before it. A partition is read from the chunk on in
/// which it begins, all of them side by side: each holds one chunk open.
/// </remarks>
internal sealed class ExportedLog(MoveFolder folder, MoveBeginning beginning, int chunks)
{
    // Of what comes before and after the partitions.
    private const int Before = -1;

    /// <summary>The log's id.</summary>
    public Guid LogId => beginning.LogId;

    /// <summary>What partitions hold, with the records' bytes.</summary>
    /// <exception cref="MoveRefusedException">The export is damaged.</exception>
    public IEnumerable<(MovedPartition Record, ReadOnlyMemory<byte> Bytes)> Partitions()
        => Enumerable.Range(0, beginning.Partitions).SelectMany(partition => ReadAt<MovedPartition>(partition).Take(1));

    /// <summary>Readers' positions.</summary>
    /// <exception cref="MoveRefusedException">The export is damaged.</exception>
    public IEnumerable<(MovedPosition Record, ReadOnlyMemory<byte> Bytes)> Positions() => ReadAt<MovedPosition>(beginning.Partitions);

    /// <summary>The events of all partitions by time, as far as each partition's own order lets them.</summary>
    /// <exception cref="MoveRefusedException">The export is damaged.</exception>
    public IEnumerable<(MovedEvent Record, ReadOnlyMemory<byte> Bytes)> InOrderOfTime()
    {
        var partitions = new List<IEnumerator<(MovedEvent Record, ReadOnlyMemory<byte> Bytes)>>();
        var next = new PriorityQueue<int, (long Ticks, int Partition)>();
        try
        {
            for (var partition = 0; partition < beginning.Partitions; partition++)
            {
                partitions.Add(ReadAt<MovedEvent>(partition).GetEnumerator());
                Advance(partition);
            }

            while (next.TryDequeue(out var partition, out _))
            {
                yield return partitions[partition].Current;
                Advance(partition);
            }
        }
        finally
        {
            foreach (var partition in partitions)
                partition.Dispose();
        }

        void Advance(int partition)
        {
            if (partitions[partition].MoveNext())
                next.Enqueue(partition, (partitions[partition].Current.Record.Event.Time.UtcTicks, partition));
        }
    }

    private IEnumerable<(T Record, ReadOnlyMemory<byte> Bytes)> ReadAt<T>(int place) where T : MoveRecord
    {
        for (var chunk = ChunkOf(place); chunk <= chunks; chunk++)
        {
            foreach (var (record, bytes) in ChunkReader.Read(folder, beginning.Id, chunk, static _ => { }))
            {
                var at = PlaceOf(record);
                if (at > place)
                    yield break;
                if (at == place && record is T wanted)
                    yield return (wanted, bytes);
            }
        }
    }

    // The last that begins before it.
    private int ChunkOf(int place)
    {
        var (low, high) = (1, chunks);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (PlaceOf(ChunkReader.Read(folder, beginning.Id, middle, static _ => { }).First().Record) < place)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }

    private int PlaceOf(MoveRecord record) => record switch
    {
        MovedPartition partition => partition.Partition,
        MovedEvent { Event: var value } => value.Partition,
        MovedPosition => beginning.Partitions,
        MovedValue => beginning.Partitions + 1,
        _ => Before,
    };
}
