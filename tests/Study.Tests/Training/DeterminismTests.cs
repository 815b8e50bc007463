using System.Linq;
using System.Threading.Tasks;
using NormGen.Samples.Study.Layers;
using NormGen.Samples.Study.Training;
using NormGen.Study.Tests.Support;
using Xunit;

namespace NormGen.Study.Tests.Training;

public sealed class DeterminismTests
{
    [Fact]
    public void Threads_and_repetition_change_no_bit() =>
        Assert.Equal(TinyStudy.Report(threads: 1), TinyStudy.Report(threads: 3));

    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableAVX2")]
    public async Task Instruction_sets_change_no_bit(string disabled)
    {
        var own = TinyStudy.Report(threads: 1).Split('\n');
        var other = (await ChildProcess.Run(TinyStudy.Argument, (disabled, "0"))).TrimEnd().Split('\n');

        Assert.NotEqual(disabled == "DOTNET_EnableAVX2" ? "AVX2" : "AVX-512", other[0].Trim());
        Assert.Equal(own[1], other[1].Trim());
    }

    [Fact]
    public void Seeds_change_results()
    {
        var recipe = TinyStudy.Recipes[1];

        Assert.NotEqual(
            Trainer.Run(recipe, TinyStudy.Data()).Losses,
            Trainer.Run(recipe with { Seed = recipe.Seed + 1 }, TinyStudy.Data()).Losses);
    }

    [Fact]
    public void A_rate_that_is_far_too_high_is_seen_to_diverge()
    {
        var history = TinyStudy.Histories(threads: 1)[^1];

        Assert.True(double.IsNaN(history.Losses[^1]));
        Assert.Equal(history.Losses.Count, history.Accuracies.Count);
    }

    [Fact]
    public void Running_statistics_do_not_change_the_training()
    {
        var recipe = TinyStudy.Recipes.First(recipe => recipe.Norm == Norm.Batch && recipe.Architecture == Architecture.Convolutional);
        var losses = new[] { Following.Tenth, Following.Slow, Following.Fast, Following.Cumulative }
            .Select(following => Trainer.Run(recipe with { Following = following }, TinyStudy.Data()).Losses);

        Assert.All(losses, Assert.NotEmpty);
        Assert.Single(losses.Select(values => string.Join(' ', values)).Distinct());
    }
}
