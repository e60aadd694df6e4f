using Marketplace.Silo.Configuration;
using Marketplace.Tests.Shared;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Silo.Tests.Configuration;

/// <summary>Where data is when nobody says it.</summary>
public sealed class DataDirectoryTests
{
    [Fact]
    public void Of_a_program_that_runs_from_its_source_it_is_beside_the_solution()
        => Assert.Equal(SolutionFolder.PathOf("data"), DataDirectory.PathOf(new ConfigurationBuilder().Build()));

    [Fact]
    public void Of_any_other_program_it_is_beside_the_program()
    {
        var program = Directory.CreateTempSubdirectory("marketplace-program-");
        try
        {
            Assert.Equal(Path.Combine(program.FullName, "data"), DataDirectory.Default(program.FullName));
        }
        finally
        {
            program.Delete();
        }
    }
}
