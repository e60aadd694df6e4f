namespace Orleans.Entities;

/// <summary>A store that is moved out of.</summary>
public interface IMoveSource : IMoveSide
{
    /// <summary>Names what is in it now. As long as nobody writes, a later opening <see cref="Follows"/> nothing but such names of earlier ones.</summary>
    string State { get; }

    /// <summary>The states that it may have had when it was opened.</summary>
    IReadOnlyList<string> Follows { get; }
}
