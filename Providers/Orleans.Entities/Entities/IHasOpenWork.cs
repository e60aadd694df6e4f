namespace Orleans.Entities;

/// <summary>A head that knows whether its entity has open work: work that must go on though nobody calls the grain.</summary>
public interface IHasOpenWork
{
    /// <summary>Whether there is any.</summary>
    bool HasOpenWork { get; }
}
