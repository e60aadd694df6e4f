namespace Orleans.Storage.Contract;

// What a state is found by: the service, the grain with its type, and the state's name.
public abstract partial class GrainStorageContract
{
    private static readonly Guid SomeGuid = Guid.Parse("11111111-2222-3333-4444-555555555555");

    /// <summary>Grains that only their type, or how their key was made, tells apart.</summary>
    private static readonly GrainId[] LookAlikes =
    [
        GrainId.Create("thing", "1"),
        GrainId.Create("thing2", "1"),
        GrainId.Create("Thing", "1"),
        GrainId.Create(GrainType.Create("thing"), GrainIdKeyExtensions.CreateIntegerKey(0x11)),
        GrainId.Create(GrainType.Create("thing"), GrainIdKeyExtensions.CreateIntegerKey(0x11, "")),
        GrainId.Create(GrainType.Create("thing"), GrainIdKeyExtensions.CreateIntegerKey(0x11, "x")),
        GrainId.Create(GrainType.Create("thing"), GrainIdKeyExtensions.CreateGuidKey(SomeGuid)),
        GrainId.Create(GrainType.Create("thing"), GrainIdKeyExtensions.CreateGuidKey(SomeGuid, "x")),
        GrainId.Create("thing", SomeGuid.ToString()),
        GrainId.Create("th", "ing/1"),
        GrainId.Create("thing/1", "1"),
        GrainId.Create("thing", "1/1"),
        GrainId.Create("thing", "thing/1"),
        GrainId.Create("thing`1[[int]]", "1"),
    ];

    [Fact]
    public async Task Grains_of_other_types_and_other_kinds_of_keys_are_apart() =>
        await AssertApartAsync(LookAlikes.Distinct().Select(grain => ("state", grain)));

    [Fact]
    public async Task States_of_one_grain_are_apart_whatever_their_names() =>
        await AssertApartAsync(AwkwardNames.All.Select(name => (name, Grain)));

    [Fact]
    public async Task Grains_are_apart_whatever_their_keys_and_types() =>
        await AssertApartAsync(AwkwardNames.Visible.SelectMany(
            name => new[] { ("state", GrainId.Create("thing", name)), ("state", GrainId.Create(name, "thing")) }));

    [Fact]
    public async Task Names_that_run_together_are_apart() => await AssertApartAsync(
        from type in (string[])["a", "ab", "abc"]
        from key in (string[])["b", "bc", "c"]
        from state in (string[])["bc", "c", "abc"]
        select (state, GrainId.Create(type, key)));

    [Fact]
    public async Task Services_are_apart_whatever_their_names()
    {
        var storages = new List<(string Service, Activation Activation)>();
        foreach (var service in AwkwardNames.Visible)
        {
            var storage = await Subject.OpenAsync(new StorageSettings { ServiceId = service });
            storages.Add((service, new Activation(storage, Grain)));
        }

        foreach (var (service, activation) in storages)
            await activation.WriteAsync(service);
        foreach (var (service, activation) in storages)
            await activation.AssertStoredAsync(service, activation.ETag);
    }

    [Fact]
    public async Task A_state_name_that_has_no_UTF8_form_is_refused()
    {
        foreach (var name in AwkwardNames.Impossible)
        {
            var activation = await ActivateAsync(stateName: name);
            Assert.False(await Refusal.WasTakenAsync(() => activation.WriteAsync("a")));
            Assert.False(await Refusal.WasTakenAsync(() => activation.ReadAsync()));
            Assert.False(await Refusal.WasTakenAsync(() => activation.ClearAsync()));
        }
    }

    [Fact]
    public async Task A_key_of_bytes_that_are_no_text_is_stored_right_or_refused()
    {
        var grains = new byte[][] { [0xFF], [0xFE], [0xC3, 0x28], [0], [0, 0], [0xED, 0xA0, 0x80], [.. Enumerable.Range(0, 256).Select(i => (byte)i)] }
            .Select(key => GrainId.Create(GrainType.Create("thing"), new IdSpan(key)));
        await AssertApartAsync(grains.Select(grain => ("state", grain)), mayRefuse: true);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(60_000)]
    [InlineData(70_000)]
    [InlineData(1_000_000)]
    public async Task A_huge_grain_id_is_stored_right_or_refused(int length) =>
        await AssertApartAsync([
            ("state", GrainId.Create("thing", new string('k', length))),
            ("state", GrainId.Create("thing", new string('k', length - 1) + 'l')),
            ("state", GrainId.Create(new string('t', length), "1"))], mayRefuse: true);

    [Theory]
    [InlineData(1_000)]
    [InlineData(60_000)]
    [InlineData(70_000)]
    public async Task A_huge_state_name_is_stored_right_or_refused(int length) =>
        await AssertApartAsync([(new string('s', length), Grain), (new string('s', length - 1) + 't', Grain)], mayRefuse: true);

    private async Task AssertApartAsync(IEnumerable<(string State, GrainId Grain)> states, bool mayRefuse = false)
    {
        var storage = await Subject.OpenAsync(new StorageSettings());
        var taken = new List<(string Text, Activation Activation)>();
        foreach (var (state, grain) in states)
        {
            var (text, activation) = ($"{taken.Count}", new Activation(storage, grain, state));
            if (await Refusal.WasTakenAsync(() => activation.WriteAsync(text)))
                taken.Add((text, activation));
            else
                Assert.True(mayRefuse, $"The state '{state}' of '{grain}' was refused.");
        }

        foreach (var (text, activation) in taken)
            await activation.AssertStoredAsync(text, activation.ETag);
    }
}
