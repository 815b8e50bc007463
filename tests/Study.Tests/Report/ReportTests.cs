using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Xml.Linq;
using NormGen.Samples.Study;
using NormGen.Samples.Study.Experiments;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;
using NormGen.Study.Tests.Training;
using Xunit;

namespace NormGen.Study.Tests.Report;

public sealed class ReportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("study-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_page_is_well_formed_and_asks_for_nothing_from_outside()
    {
        Run("page", threads: 2);
        var page = XDocument.Load(Path.Combine(folder, "page", StudyRun.ReportName));

        XNamespace svg = "http://www.w3.org/2000/svg";
        Assert.Equal(2, page.Descendants(svg + "svg").Count());
        Assert.Contains("1 < 2 & 3", page.Root!.Value, StringComparison.Ordinal);
        Assert.All(
            page.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "src" or "href"),
            attribute => Assert.StartsWith("#", attribute.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", string.Concat(page.Descendants(svg + "svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_are_the_same_bytes_for_any_number_of_threads_and_hold_no_times()
    {
        var (one, three) = (Run("one", threads: 1), Run("three", threads: 3));

        Assert.Equal(one, three);
        using var json = JsonDocument.Parse(one);
        var experiments = json.RootElement.GetProperty("experiments");
        Assert.Equal("holdsInPart", experiments.GetProperty("tiny").GetProperty("outcome").GetString());
        Assert.Equal(JsonValueKind.Null, experiments.GetProperty("timed").GetProperty("verdict").ValueKind);
        Assert.DoesNotContain("12345", one, StringComparison.Ordinal);
        Assert.Contains("12345", File.ReadAllText(Path.Combine(folder, "one", StudyRun.TimingsName)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_experiment_has_a_name_and_recipes_that_its_scale_shrinks()
    {
        foreach (var experiment in AllExperiments.InOrder)
        {
            Assert.NotEmpty(experiment.Name);
            var (full, quick) = (Work(experiment, isQuick: false), Work(experiment, isQuick: true));
            Assert.True(full == 0 || quick < full / 2, experiment.Name);
        }
    }

    private static long Work(IExperiment experiment, bool isQuick) =>
        experiment.Recipes(new Scale(1, isQuick)).Sum(recipe => (long)recipe.Epochs * recipe.Images);

    private string Run(string name, int threads)
    {
        var options = new StudyOptions(new Scale(1, IsQuick: true), threads, Path.Combine(folder, name));
        StudyRun.Run(options, [new TinyExperiment("tiny", null), new TinyExperiment("timed", 12345)], new Silence());
        return File.ReadAllText(Path.Combine(folder, name, StudyRun.ResultsName));
    }

    private sealed class TinyExperiment(string id, int? seconds) : IExperiment
    {
        public string Name => id;

        public IEnumerable<Recipe> Recipes(Scale scale) => TinyStudy.Recipes;

        public Section Conclude(Findings findings)
        {
            var curves = TinyStudy.Recipes.Select(recipe => findings.Trainings[recipe].Losses).ToList();
            var lines = curves.Select((losses, i) => new ChartLine($"run {i}", i % 6, [.. losses.Select((loss, epoch) => new ChartPoint(epoch + 1, loss))]));
            return new Section(id, "1 < 2 & 3", "claim", "method", new Verdict(Outcome.HoldsInPart, $"took {seconds}"))
            {
                Figures = [new Figure("losses", new LineChart("losses", new Axis("epoch"), new Axis("loss") { IsLogarithmic = true }, [.. lines]).Draw())],
                Results = curves,
                Timings = seconds,
            };
        }
    }

    private sealed class Silence : IProgressListener
    {
        public void Training(int runs, Action<Action> work) => work(() => { });

        public void Concluding(IReadOnlyList<IExperiment> experiments, Action<IExperiment> conclude) => experiments.ToList().ForEach(conclude);
    }
}
