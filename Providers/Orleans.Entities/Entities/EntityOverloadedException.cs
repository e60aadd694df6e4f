namespace Orleans.Entities;

/// <summary>More changes wait for this entity than it may hold. Nothing was changed; try again later.</summary>
[GenerateSerializer, Alias("Orleans.Entities.EntityOverloadedException")]
public sealed class EntityOverloadedException : Exception
{
    /// <summary>Makes one.</summary>
    public EntityOverloadedException(string message) : base(message) { }
}
