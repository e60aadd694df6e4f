using Marketplace.ReadModels.Sqlite;

namespace Marketplace.ReadModels.Tests.Sqlite;

public sealed class EngineTests
{
    // Before 3.51.3 a checkpoint that met a writer could lose committed pages.
    [Fact]
    public void The_engine_is_no_older_than_3_51_3()
    {
        using var folder = new ModelFolder();
        using var connection = ModelConnection.Open(Path.Combine(folder.Path, "engine.db"), writes: true);
        var row = connection.Prepare("SELECT sqlite_version()");
        Assert.True(row.Step());
        var version = row.Text(0);
        row.Reset();
        Assert.True(Version.Parse(version) >= new Version(3, 51, 3), version);
    }

    [Fact]
    public void It_is_the_engine_of_the_package_and_not_the_machines()
    {
        using var folder = new ModelFolder();
        using var connection = ModelConnection.Open(Path.Combine(folder.Path, "engine.db"), writes: true);
        var loaded = System.Diagnostics.Process.GetCurrentProcess().Modules
            .Cast<System.Diagnostics.ProcessModule>()
            .Select(module => module.FileName)
            .Where(file => Path.GetFileName(file).Contains("sqlite3", StringComparison.Ordinal) && !file.EndsWith(".dll", StringComparison.Ordinal));
        var engine = Assert.Single(loaded);
        Assert.StartsWith(AppContext.BaseDirectory, engine);
    }

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "1")]
    [InlineData("journal_size_limit", "67108864")]
    public void A_writer_is_set_up_as_a_model_needs_it(string pragma, string expected)
    {
        using var folder = new ModelFolder();
        using var connection = ModelConnection.Open(Path.Combine(folder.Path, "engine.db"), writes: true);
        var row = connection.Prepare($"PRAGMA {pragma}");
        Assert.True(row.Step());
        Assert.Equal(expected, row.Text(0));
        row.Reset();
    }
}
