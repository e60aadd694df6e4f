using Orleans.Cassandra;

namespace Orleans.Reminders.Cassandra;

/// <summary>What a reminder of a service is found by.</summary>
internal readonly record struct ReminderKey(GrainId Grain, string Name)
{
    public uint Hash => Grain.GetUniformHashCode();

    public int Bucket => RingSlice.BucketOf(Hash);

    /// <exception cref="ArgumentException">It cannot be stored.</exception>
    public void Check() => Check(Grain, KeyLimits.TextBytes(Name, "reminder's name"));

    /// <exception cref="ArgumentException">No reminder of the grain can be stored.</exception>
    public static void CheckGrain(GrainId grain) => Check(grain, nameBytes: 0);

    /// <summary>How messages name it: shortened, since names may be long.</summary>
    public override string ToString() => $"The reminder {NamesInMessages.Of(Name, Grain)}";

    private static void Check(GrainId grain, int nameBytes)
    {
        KeyLimits.CheckText(grain.Type.AsSpan(), "grain's type");
        KeyLimits.CheckText(grain.Key.AsSpan(), "grain's key");
        KeyLimits.CheckRow(
            "reminder's name with its grain's type, key and hash", (long)grain.Type.AsSpan().Length + grain.Key.AsSpan().Length + nameBytes + sizeof(long));
    }
}
