using System.Text;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Entities.RocksDb.Tests.Hosting;
using Orleans.Storage;

namespace Orleans.Entities.RocksDb.Tests.Readme;

/// <summary>What the README says is what the program does.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public async Task The_program_does_what_it_says()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();

        await ReadmeProgram.RunAsync(folder.Path, NullLogger<RocksDbEntityStore>.Instance, output);

        Assert.Equal(["Committed", "order/A-17@1.0 orders.order.placed.v1", ""], output.ToString().Split(Environment.NewLine));
    }

    [Fact]
    public async Task The_silo_does_what_it_says()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();

        for (var run = 0; run < 2; run++)
            await ReadmeSilo.RunAsync(["--Logging:LogLevel:Default=None"], folder.Path, FreePort.Next(), FreePort.Next(), output);

        Assert.Equal(["watered 1 times", "watered 2 times", ""], output.ToString().Split(Environment.NewLine));
    }

    [Theory]
    [InlineData("ReadmeProgram.cs", 0, 8)]
    [InlineData("ReadmeSilo.cs", 1, 8)]
    [InlineData("PlantGrain.cs", 2, 0)]
    public void The_program_is_the_one_that_is_tested(string file, int block, int indent) =>
        Assert.Equal(ReadmeFile.Program(file, indent), ReadmeFile.Blocks("csharp")[block]);

    [Fact]
    public async Task The_configuration_is_one_that_works()
    {
        using var folder = new TemporaryFolder();
        var json = string.Join('\n', ReadmeFile.Blocks("json")[^1]).Replace("data/grains", folder.Path, StringComparison.Ordinal);
        var sections = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        using var host = TestSilo.Build(_ => { }, [.. sections.AsEnumerable().Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!))]);

        await host.StartAsync(TestContext.Current.CancellationToken);

        Assert.IsType<RocksDbGrainStorage>(host.Services.GetRequiredService<IGrainStorage>());
        Assert.IsType<RocksDbReminderTable>(host.Services.GetRequiredService<IReminderTable>());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(typeof(RocksDbEntityOptions))]
    [InlineData(typeof(RocksDbGrainStorageOptions))]
    [InlineData(typeof(RocksDbReminderTableOptions))]
    public void The_table_of_options_has_each_with_its_default(Type options)
    {
        var defaults = Activator.CreateInstance(options);
        var documented = ReadmeFile.Lines.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();

        foreach (var property in options.GetProperties())
        {
            var value = property.GetValue(defaults) is null or "" ? "none" : property.GetValue(defaults);
            Assert.Contains(documented, line => line.StartsWith($"| `{property.Name}` | {value} |", StringComparison.Ordinal));
        }
    }
}
