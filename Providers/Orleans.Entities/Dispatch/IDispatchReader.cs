namespace Orleans.Entities;

/// <summary>The reader of one partition for one dispatcher; its key is <c>{dispatcher}/{partition}</c>.</summary>
[Alias("Orleans.Entities.IDispatchReader")]
internal interface IDispatchReader : IGrainWithStringKey
{
    /// <summary>Sees to it that it reads, and returns at once.</summary>
    [Alias("Ensure")]
    Task EnsureAsync();
}
