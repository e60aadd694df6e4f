namespace Orleans.Entities;

/// <summary>What the rows that the activations of a silo remember may take together. Safe for use by many threads.</summary>
internal sealed class RowBudget(long bytes)
{
    private long _taken;

    /// <summary>Whether more is remembered than may be.</summary>
    public bool IsOver => Interlocked.Read(ref _taken) > bytes;

    /// <summary>What is remembered now, in bytes, about.</summary>
    public long Taken => Interlocked.Read(ref _taken);

    public void Take(int more) => Interlocked.Add(ref _taken, more);

    public void Give(int back) => Interlocked.Add(ref _taken, -back);
}
