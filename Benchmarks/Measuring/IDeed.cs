namespace Marketplace.Benchmarks.Measuring;

/// <summary>What one caller does again and again.</summary>
internal interface IDeed
{
    ValueTask DoAsync();
}
