namespace Orleans.Entities.Contract;

/// <summary>A store's contents move into another: all of it, exactly once, wherever the way is cut off.</summary>
public abstract class MoveInContract : IAsyncLifetime
{
    private const int SmallChunk = 8 << 10;

    private readonly MemoryPart _part = new("beside");
    private readonly Random _random = new(SeedOf());
    private MovableUnderTest _source = null!;

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("entity-move-").FullName;

    private protected MemoryPart Arrived { get; } = new("beside");

    private protected MovableUnderTest Target { get; private set; } = null!;

    public async ValueTask InitializeAsync() => (_source, Target) = (await CreateSourceAsync(), await CreateTargetAsync());

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await Target.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task All_of_it_is_there_as_it_was_and_goes_on()
    {
        var told = await FillAsync();
        await ExportAsync();
        await ImportAsync();

        await Target.UseAsync(async (store, log) =>
        {
            Assert.Equal(told, await Population.TellAsync(store, log, KeepsPlaces));
            await Population.VerifyReadersAsync(log);
            Assert.Equal(_part.Values, Arrived.Values);
            await Population.FillAsync(store, _random);
        });
    }

    [Fact]
    public async Task A_reader_goes_on_where_it_was_and_misses_nothing()
    {
        await FillAsync();
        Dictionary<string, HashSet<string>> open = [];
        await _source.UseAsync(async (_, log) => open = await Population.OpenAsync(log));
        await ExportAsync();
        await ImportAsync();

        await Target.UseAsync(async (_, log) =>
        {
            foreach (var (reader, events) in await Population.OpenAsync(log))
                Assert.Superset(open[reader], events);
            await Population.VerifyReadersAsync(log);
        });
    }

    [Fact]
    public async Task Ended_at_any_moment_it_goes_on_where_it_was()
    {
        var told = await FillAsync();
        for (var runs = 0; runs < 4; runs++)
            await Assert.ThrowsAsync<EndedException>(() => ExportAsync(new MovePhases().EndAfter(_random.Next(1, 5))));
        var chunk = Directory.GetFiles(Export, "*.chunk").Order(StringComparer.Ordinal).Last();
        await File.WriteAllBytesAsync(chunk, (await File.ReadAllBytesAsync(chunk))[..100]);
        await File.WriteAllTextAsync(Path.ChangeExtension(chunk, ".part"), "half a chunk");
        var exported = new MovePhases();
        await ExportAsync(exported);
        Assert.Empty(Directory.GetFiles(Export, "*.part"));
        for (var runs = 0; runs < 4; runs++)
            await Assert.ThrowsAsync<EndedException>(() => ImportAsync(endAfter: _random.Next(1, 8) + runs));
        var imported = new MovePhases();
        await ImportAsync(imported);

        Assert.Contains(MovePhase.Resuming, exported.Heard);
        Assert.DoesNotContain(MovePhase.BeginningAnew, exported.Heard);
        Assert.Contains(MovePhase.Resuming, imported.Heard);
        await Target.UseAsync(async (store, log) => Assert.Equal(told, await Population.TellAsync(store, log, KeepsPlaces)));
    }

    [Fact]
    public async Task A_store_that_was_used_between_two_runs_is_exported_anew()
    {
        await FillAsync();
        await Assert.ThrowsAsync<EndedException>(() => ExportAsync(new MovePhases().EndAfter(3)));
        List<string> told = [];
        await _source.UseAsync(async (store, log) =>
        {
            await Population.CommitAsync(store, new EntityKey("order", "a"), "new", unfinished: true);
            told = await Population.TellAsync(store, log, KeepsPlaces);
        });
        var phases = new MovePhases();
        await ExportAsync(phases);
        await ImportAsync();

        Assert.Contains(MovePhase.BeginningAnew, phases.Heard);
        await Target.UseAsync(async (store, log) => Assert.Equal(told, await Population.TellAsync(store, log, KeepsPlaces)));
    }

    [Fact]
    public async Task What_was_done_is_not_done_again()
    {
        await FillAsync();
        await ExportAsync();
        await ImportAsync();
        var (exported, imported) = (new MovePhases(), new MovePhases());
        await ExportAsync(exported);
        await ExportAsync(exported);
        await ImportAsync(imported);

        Assert.Equal([MovePhase.Done, MovePhase.Done], exported.Heard);
        Assert.Equal([MovePhase.Done], imported.Heard);
    }

    [Fact]
    public async Task An_export_that_is_whole_is_not_written_over()
    {
        await FillAsync();
        await ExportAsync();
        await _source.UseAsync((store, _) => Population.CommitAsync(store, new EntityKey("order", "a"), "new"));

        var refused = await Assert.ThrowsAsync<MoveRefusedException>(() => ExportAsync());

        Assert.Contains(Export, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_is_half_full_is_used_by_nobody_and_takes_no_other_export()
    {
        await FillAsync();
        await ExportAsync();
        await Assert.ThrowsAsync<EndedException>(() => ImportAsync(endAfter: 3));
        var other = Path.Combine(Folder, "other");
        await new EntityExporter(_source.Movable, [], new MovePhases()).ExportAsync(other);

        await Assert.ThrowsAnyAsync<EntityStoreException>(() => Target.UseAsync((_, _) => Task.CompletedTask));
        var third = await Record.ExceptionAsync(() => new EntityExporter(Target.Movable, [], new MovePhases()).ExportAsync(Path.Combine(Folder, "third")));
        Assert.True(third is EntityStoreException or MoveRefusedException, $"{third}");
        await Assert.ThrowsAsync<MoveRefusedException>(() => new EntityImporter(Target.Movable, [], new MovePhases()).ImportAsync(other, static () => { }));
    }

    [Fact]
    public async Task A_target_that_holds_something_is_refused_and_stays_as_it_is()
    {
        await FillAsync();
        await ExportAsync();
        List<string> told = [];
        await Target.UseAsync(async (store, log) =>
        {
            await Population.CommitAsync(store, new EntityKey("order", "mine"), "mine");
            told = await Population.TellAsync(store, log, KeepsPlaces);
        });

        await Assert.ThrowsAsync<MoveRefusedException>(() => ImportAsync());

        await Target.UseAsync(async (store, log) => Assert.Equal(told, await Population.TellAsync(store, log, KeepsPlaces)));
    }

    [Fact]
    public async Task A_damaged_chunk_is_refused_by_its_name_and_a_good_copy_goes_on()
    {
        var told = await FillAsync();
        await ExportAsync();
        var chunks = Directory.GetFiles(Export, "*.chunk");
        for (var tries = 0; tries < 6; tries++)
        {
            var chunk = chunks[_random.Next(chunks.Length)];
            var good = await File.ReadAllBytesAsync(chunk);
            if (tries % 3 == 0)
                await File.WriteAllBytesAsync(chunk, good[..^_random.Next(1, good.Length)]);
            else if (tries % 3 == 1)
                File.Delete(chunk);
            else
                await File.WriteAllBytesAsync(chunk, Flipped(good));

            // One that is in the target already is not asked for again.
            if (await Record.ExceptionAsync(() => ImportAsync(endAfter: 2)) is MoveRefusedException refused)
                Assert.Contains(Path.GetFileName(chunk), refused.Message, StringComparison.Ordinal);
            await File.WriteAllBytesAsync(chunk, good);
        }

        await ImportAsync();
        await Target.UseAsync(async (store, log) => Assert.Equal(told, await Population.TellAsync(store, log, KeepsPlaces)));
    }

    [Fact]
    public async Task What_is_no_whole_export_of_a_known_format_is_refused()
    {
        await FillAsync();
        await Assert.ThrowsAsync<EndedException>(() => ExportAsync(new MovePhases().EndAfter(2)));
        var half = await Assert.ThrowsAsync<MoveRefusedException>(() => ImportAsync());
        await ExportAsync();
        var beginning = Path.Combine(Export, "export.json");
        await File.WriteAllTextAsync(beginning, (await File.ReadAllTextAsync(beginning)).Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal));
        var newer = await Assert.ThrowsAsync<MoveRefusedException>(() => ImportAsync());
        var foreign = Path.Combine(Folder, "foreign");
        Directory.CreateDirectory(foreign);
        await File.WriteAllTextAsync(Path.Combine(foreign, "thesis.txt"), "");
        var used = await Assert.ThrowsAsync<MoveRefusedException>(() => new EntityExporter(_source.Movable, [], new MovePhases()).ExportAsync(foreign));

        Assert.Contains("not whole", half.Message, StringComparison.Ordinal);
        Assert.Contains("format 2", newer.Message, StringComparison.Ordinal);
        Assert.Contains("thesis.txt", used.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<MoveRefusedException>(() => new EntityImporter(Target.Movable, [], new MovePhases()).ImportAsync(foreign, static () => { }));
    }

    /// <summary>Whether events are where they were. If not, those of an entity are in their order.</summary>
    protected virtual bool KeepsPlaces => true;

    protected abstract ValueTask<MovableUnderTest> CreateSourceAsync();

    protected abstract ValueTask<MovableUnderTest> CreateTargetAsync();

    private protected string Export => Path.Combine(Folder, "export");

    private static int SeedOf()
    {
        var seed = Environment.TickCount & 0xFFFFFF;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        return seed;
    }

    private protected async Task<List<string>> FillAsync()
    {
        List<string> told = [];
        await _source.UseAsync(async (store, _) => await Population.FillAsync(store, _random));
        await _source.UseAsync(async (store, log) =>
        {
            await Population.PutReadersAsync(log, _random);
            told = await Population.TellAsync(store, log, KeepsPlaces);
        });
        for (var i = 0; i < 300; i++)
            _part.Values[$"{i:D4}"] = $"value {_random.Next()}";
        return told;
    }

    private protected Task ExportAsync(MovePhases? phases = null, int chunkBytes = SmallChunk)
        => new EntityExporter(_source.Movable, [_part], phases ?? new MovePhases()) { ChunkBytes = chunkBytes }.ExportAsync(Export);

    private protected Task ImportAsync(MovePhases? phases = null, int endAfter = int.MaxValue)
    {
        var ending = new Movable(
            () => Target.Movable.OpenSourceAsync(), async export => new EndingTarget(await Target.Movable.OpenTargetAsync(export), endAfter));
        return new EntityImporter(ending, [Arrived], phases ?? new MovePhases()).ImportAsync(Export, static () => { });
    }

    private byte[] Flipped(byte[] good)
    {
        byte[] bad = [.. good];
        bad[_random.Next(bad.Length)] ^= (byte)(1 << _random.Next(8));
        return bad;
    }
}
