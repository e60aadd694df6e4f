namespace Orleans.Entities;

/// <summary>Numbers types, so that what is known of a type is found by an index instead of a look-up.</summary>
internal static class TypeSlots
{
    private static int _last = -1;

    internal static int Next() => Interlocked.Increment(ref _last);
}

/// <summary>The number of a type, the same for the life of the process.</summary>
internal static class TypeSlot<T>
{
    internal static readonly int Index = TypeSlots.Next();
}
