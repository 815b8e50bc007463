using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NormGen.Samples.Digits;
using NormGen.Samples.Study.Experiments;
using NormGen.Samples.Study.Report;
using NormGen.Samples.Study.Training;

namespace NormGen.Samples.Study;

/// <summary>The study from its data to its files.</summary>
internal static class StudyRun
{
    public const string ReportName = "report.html";
    public const string ResultsName = "results.json";
    public const string TimingsName = "timings.json";

    /// <summary>Trains, concludes and writes the files.</summary>
    /// <param name="options">What was chosen.</param>
    /// <param name="experiments">The experiments.</param>
    /// <param name="console">Who is told how far it is.</param>
    /// <returns>The experiments as the report shows them.</returns>
    public static IReadOnlyList<Section> Run(StudyOptions options, IReadOnlyList<IExperiment> experiments, IProgressListener console)
    {
        var watch = Stopwatch.StartNew();
        var data = DigitsData.Load();
        var trainings = new Trainings();
        var recipes = experiments.SelectMany(experiment => experiment.Recipes(options.Scale)).Distinct().ToList();
        console.Training(recipes.Count, onDone => trainings.Run(recipes, data, options.Threads, _ => onDone()));
        var trained = watch.Elapsed;

        // One after the other: what they compute is short, and the last one takes times, which company would spoil.
        var findings = new Findings(options.Scale, data, trainings);
        var sections = new List<Section>();
        console.Concluding(experiments, experiment => sections.Add(experiment.Conclude(findings)));

        Directory.CreateDirectory(options.Folder);
        var settings = new { Seed = options.Scale.FirstSeed, Quick = options.Scale.IsQuick, Runs = recipes.Count };
        File.WriteAllText(Path.Combine(options.Folder, ResultsName), Documents.Results(settings, sections));
        HtmlReport.Write(HtmlReport.Draw(sections, Setup.Table(options.Scale, recipes.Count)), Path.Combine(options.Folder, ReportName));
        var run = new { TrainingSeconds = trained.TotalSeconds, AllSeconds = watch.Elapsed.TotalSeconds, options.Threads };
        File.WriteAllText(Path.Combine(options.Folder, TimingsName), Documents.Timings(run, sections));
        return sections;
    }
}

/// <summary>Who is told how far the study is.</summary>
internal interface IProgressListener
{
    /// <summary>Shows the training runs while the work goes on, which calls back after each.</summary>
    void Training(int runs, Action<Action> work);

    /// <summary>Shows the experiments while each is concluded.</summary>
    void Concluding(IReadOnlyList<IExperiment> experiments, Action<IExperiment> conclude);
}
