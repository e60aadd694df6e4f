namespace Marketplace.Grains.Common;

/// <summary>What a client's key was answered.</summary>
/// <param name="PayloadHash">A hash of what was asked with the key.</param>
/// <param name="Answer">What was answered.</param>
[GenerateSerializer, Immutable, Alias("remembered-answer`1")]
internal sealed record RememberedAnswer<TAnswer>([property: Id(0)] string PayloadHash, [property: Id(1)] TAnswer Answer)
    where TAnswer : class;
