using System.Text;
using Marketplace.Payments.Sandbox;
using Marketplace.Silo.Commands;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities;
using Orleans.Entities.RocksDb;

namespace Marketplace.Silo.Tests.Commands;

/// <summary>Export and import by command, from files into files.</summary>
public sealed class MoveCommandTests : IDisposable
{
    private static readonly EntityKey Key = new("order", "1");

    private static readonly string[] Service = ["--Marketplace:Payments:Gateway=SandboxService", "--Marketplace:Payments:Url=http://127.0.0.1:5003"];

    private readonly string _folder = Directory.CreateTempSubdirectory("marketplace-move-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("export")]
    [InlineData("import")]
    [InlineData("export", "a", "b")]
    [InlineData("import", "a", "--print")]
    public async Task A_folder_is_wanted_and_nothing_else(params string[] args)
        => Assert.Equal(SiloProgram.Misused, (await Ran.WithAsync(args)).Code);

    [Fact]
    public async Task Entities_and_the_gateways_books_move_and_query_models_are_left_to_be_built_anew()
    {
        await FillAsync("old");
        Directory.CreateDirectory(Path.Combine(_folder, "new", "read-models"));

        var exported = await RunAsync("export", "old");
        var imported = await RunAsync("import", "new");

        Assert.Equal((SiloProgram.Done, SiloProgram.Done, ""), (exported.Code, imported.Code, exported.Errors + imported.Errors));
        Assert.Contains("done: 1 entities, 64 partitions, 1 payments\n", imported.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "new", "read-models")));
        using var store = Store("new");
        store.Open();
        Assert.True((await store.Entities.OpenAsync(Key)).Unfinished);
        using var books = Books("new");
        Assert.Equal("{}", Encoding.UTF8.GetString(books.Find("order-1")!));
    }

    [Fact]
    public async Task Books_that_are_the_same_already_are_no_hindrance_and_others_are()
    {
        await FillAsync("old");
        Assert.Equal(SiloProgram.Done, (await RunAsync("export", "old")).Code);
        PutInBooks("same", "{}");
        PutInBooks("other", """{"state":"Voided"}""");

        Assert.Equal(SiloProgram.Done, (await RunAsync("import", "same")).Code);
        (await RunAsync("import", "other")).AssertFailed("order-1", "books");
    }

    [Fact]
    public async Task Books_that_hold_more_than_was_exported_are_found_in_the_end()
    {
        await FillAsync("old");
        Assert.Equal(SiloProgram.Done, (await RunAsync("export", "old")).Code);
        PutInBooks("more", "{}", "order-2");

        (await RunAsync("import", "more")).AssertFailed("payments: 1 and 2");
    }

    [Fact]
    public async Task A_services_books_are_not_the_marketplaces_to_move()
    {
        await FillAsync("old");

        var exported = await RunAsync("export", "old", Service);
        var imported = await RunAsync("import", "new", Service);

        Assert.Equal((SiloProgram.Done, SiloProgram.Done, ""), (exported.Code, imported.Code, exported.Errors + imported.Errors));
        Assert.Contains("done: 1 entities, 64 partitions\n", imported.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "new", "payments")));
    }

    [Fact]
    public async Task Books_that_were_exported_are_not_left_out_for_a_service()
    {
        await FillAsync("old");
        Assert.Equal(SiloProgram.Done, (await RunAsync("export", "old")).Code);

        (await RunAsync("import", "new", Service)).AssertFailed("payments");

        // Nothing was begun.
        Assert.False(Directory.Exists(Path.Combine(_folder, "new", "entities")));
        Assert.Equal(SiloProgram.Done, (await RunAsync("import", "new")).Code);
    }

    [Fact]
    public async Task Books_move_from_and_to_the_folder_that_is_configured()
    {
        await FillAsync("old");
        Directory.Move(Path.Combine(_folder, "old", "payments"), Path.Combine(_folder, "books"));

        var exported = await RunAsync("export", "old", $"--Marketplace:Payments:Sandbox:Directory={Path.Combine(_folder, "books")}");
        await RunAsync("import", "new", $"--Marketplace:Payments:Sandbox:Directory={Path.Combine(_folder, "other")}");

        Assert.Contains(", 1 payments;", exported.Output, StringComparison.Ordinal);
        using var books = SandboxBooks.Open(Path.Combine(_folder, "other"));
        Assert.NotNull(books.Find("order-1"));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_or_holds_nothing_is_named()
    {
        (await RunAsync("export", "nowhere")).AssertFailed("Marketplace:DataDirectory", Path.Combine(_folder, "nowhere"));
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        (await RunAsync("export", "empty")).AssertFailed(Path.Combine(_folder, "empty"));
        (await Ran.WithAsync("import", Path.Combine(_folder, "no-export"), Data("empty"))).AssertFailed("no-export");
    }

    [Fact]
    public async Task A_marketplace_that_runs_is_not_moved()
    {
        await FillAsync("old");
        using var running = new FileStream(Path.Combine(_folder, "old", "owner.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        (await RunAsync("export", "old")).AssertFailed("another process has");
    }

    private Task<Ran> RunAsync(string command, string data, params string[] settings)
        => Ran.WithAsync([command, Path.Combine(_folder, "export"), Data(data), .. settings]);

    private string Data(string data) => $"--Marketplace:DataDirectory={Path.Combine(_folder, data)}";

    private async Task FillAsync(string data)
    {
        using var store = Store(data);
        store.Open();
        await store.Entities.CommitAsync(new EntityCommit
        {
            Key = Key,
            ExpectedVersion = 0,
            ExpectedWriteId = Guid.Empty,
            WriteId = Guid.NewGuid(),
            Head = "head"u8.ToArray(),
            Unfinished = true,
            Time = DateTimeOffset.UnixEpoch,
        });
        PutInBooks(data, "{}");
    }

    private RocksDbEntityStore Store(string data) => new(
        new RocksDbEntityOptions { Folder = Path.Combine(_folder, data, "entities") }, TimeProvider.System, NullLogger<RocksDbEntityStore>.Instance);

    private SandboxBooks Books(string data) => SandboxBooks.Open(Path.Combine(_folder, data, "payments"));

    private void PutInBooks(string data, string record, params string[] more)
    {
        using var books = Books(data);
        books.Write(((string[])["order-1", .. more]).Select(reference => KeyValuePair.Create(reference, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(record))));
    }
}
