extern alias generator;

using System.Threading.Tasks;
using generator::NormGen.Generator.Isas;
using Xunit;

namespace NormGen.Kernels.Tests.Mutants;

/// <summary>The tests of kernels see mistakes: the survey makes hundreds of them, here there is one in each row of an instruction set.</summary>
public class MutantTests
{
    [Fact]
    public async Task A_mistake_in_any_row_is_seen()
    {
        var (count, unseen) = await MutantSurvey.UnseenRows(InstructionSets.All[^1], TestContext.Current.CancellationToken);
        Assert.True(count > 20, $"{count}");
        Assert.Empty(unseen);
    }
}
