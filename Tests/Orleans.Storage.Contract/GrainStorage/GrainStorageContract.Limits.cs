using System.Text;

namespace Orleans.Storage.Contract;

// States that are large, or cannot be read.
public abstract partial class GrainStorageContract
{
    [Fact]
    public async Task The_largest_state_is_stored()
    {
        var serializer = new BytesSerializer();
        var activation = new Activation(await Subject.OpenAsync(new StorageSettings { Serializer = serializer }), Grain);

        await activation.WriteAsync(new string('x', Subject.LargestState));

        Assert.Equal(Subject.LargestState, (await activation.ReadAgainAsync()).Text.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10_000_000)]
    public async Task A_larger_state_is_refused_by_the_name_of_its_grain_and_what_was_stored_stays(int more)
    {
        var serializer = new BytesSerializer();
        var activation = new Activation(await Subject.OpenAsync(new StorageSettings { Serializer = serializer }), Grain);
        await activation.WriteAsync("small");
        var etag = activation.ETag;

        var refusal = await Assert.ThrowsAnyAsync<ArgumentException>(() => activation.WriteAsync(new string('x', Subject.LargestState + more)));

        Assert.Contains(Grain.ToString(), refusal.Message, StringComparison.Ordinal);
        Assert.Contains("state", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"{Subject.LargestState}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(etag, activation.ETag);
        await activation.AssertStoredAsync("small", etag);
        await activation.WriteAsync("small again");
    }

    [Fact]
    public async Task A_state_that_cannot_be_read_fails_by_the_name_of_its_grain_and_costs_no_other()
    {
        var broken = new Activation(await Subject.OpenAsync(new StorageSettings { Serializer = new BytesSerializer() }), Grain);
        await broken.WriteAsync("nothing that Orleans' serializer wrote");
        var (activation, other) = (await ActivateAsync(), await ActivateAsync(grain: GrainId.Create("thing", "2")));
        await other.WriteAsync("a");

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => activation.ReadAsync());

        Assert.Contains(Grain.ToString(), failure.Message, StringComparison.Ordinal);
        Assert.Contains(typeof(Thing).ToString(), failure.Message, StringComparison.Ordinal);
        Assert.Equal((null, false), (activation.ETag, activation.Exists));
        await other.AssertStoredAsync("a", other.ETag);
        await broken.AssertStoredAsync("nothing that Orleans' serializer wrote", broken.ETag);
    }

    /// <summary>A state's text as bytes and nothing else, so that its size is known to the byte.</summary>
    private sealed class BytesSerializer : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => new(Encoding.Latin1.GetBytes(((Thing)(object)input!).Text));

        public T Deserialize<T>(BinaryData input) => (T)(object)new Thing { Text = Encoding.Latin1.GetString(input.ToMemory().Span) };
    }
}
