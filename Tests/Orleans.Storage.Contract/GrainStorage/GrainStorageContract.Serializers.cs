namespace Orleans.Storage.Contract;

// The serializer is the user's choice, and one that streams is asked to.
public abstract partial class GrainStorageContract
{
    [Fact]
    public async Task A_serializer_that_streams_is_asked_to_stream()
    {
        var serializer = new StreamingOnly();
        var activation = new Activation(await Subject.OpenAsync(new StorageSettings { Serializer = serializer }), Grain);

        await activation.WriteAsync("in two parts");

        Assert.Equal("in two parts", (await activation.ReadAgainAsync()).Text);
        Assert.Equal((1, 1), (serializer.Written, serializer.Read));
    }

    [Fact]
    public async Task What_was_written_by_streaming_is_read_without_and_the_other_way_about()
    {
        var streaming = new Activation(await Subject.OpenAsync(new StorageSettings()), Grain);
        var plain = new Activation(await Subject.OpenAsync(new StorageSettings { Serializer = new PlainOnly() }), Grain);

        await streaming.WriteAsync("a");
        await plain.ReadAsync();
        Assert.Equal("a", plain.Text);
        await plain.WriteAsync("b");
        await streaming.ReadAsync();
        Assert.Equal("b", streaming.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_serializer_that_fails_fails_the_call_and_nothing_else(bool streams)
    {
        var activation = new Activation(await Subject.OpenAsync(new StorageSettings { Serializer = streams ? new StreamingOnly() : new PlainOnly() }), Grain);
        await activation.WriteAsync("a");
        var etag = activation.ETag;

        await Assert.ThrowsAnyAsync<Exception>(() => activation.WriteAsync(Failing));

        Assert.Equal(etag, activation.ETag);
        await activation.AssertStoredAsync("a", etag);
        await activation.WriteAsync("b");
        await activation.AssertStoredAsync("b", activation.ETag);
    }

    private const string Failing = "fails after some bytes";

    private sealed class StreamingOnly : IGrainStorageStreamingSerializer
    {
        internal int Written { get; private set; }

        internal int Read { get; private set; }

        public async ValueTask SerializeAsync<T>(T? input, Stream destination, CancellationToken cancellationToken = default)
        {
            Written++;
            destination.WriteByte(42);
            if (input is Thing { Text: Failing })
                throw new NotSupportedException(Failing);
            await destination.WriteAsync(ContractServices.Serializer.Serialize(input).ToMemory(), cancellationToken);
            await destination.FlushAsync(cancellationToken);
        }

        public async ValueTask<T?> DeserializeAsync<T>(Stream input, CancellationToken cancellationToken = default)
        {
            Read++;
            Assert.Equal(42, input.ReadByte());
            await Task.Yield();
            return await ContractServices.Serializer.DeserializeAsync<T>(input, cancellationToken);
        }

        public BinaryData Serialize<T>(T? input) => throw new InvalidOperationException("It was to stream.");

        public T Deserialize<T>(BinaryData input) => throw new InvalidOperationException("It was to stream.");
    }

    private sealed class PlainOnly : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) =>
            input is Thing { Text: Failing } ? throw new NotSupportedException(Failing) : ContractServices.Serializer.Serialize(input);

        public T? Deserialize<T>(BinaryData input) => ContractServices.Serializer.Deserialize<T>(input);
    }
}
