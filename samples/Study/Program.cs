using System;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using NormGen.Samples.Study;
using NormGen.Samples.Study.Experiments;

var quick = new Option<bool>("--quick")
{
    Description = "Two seeds, half of the digits and fewer epochs: well under a minute.",
};
var seed = new Option<int>("--seed")
{
    Description = "The first of the seeds, which decide first weights and the order of the digits.",
    DefaultValueFactory = _ => 1,
};
var threads = new Option<int>("--threads")
{
    Description = "How many networks train at once; changes no result.",
    DefaultValueFactory = _ => Environment.ProcessorCount,
};
threads.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() < 1)
    {
        result.AddError("--threads must be 1 or more.");
    }
});
var output = new Option<string>("--output")
{
    Description = "The folder that report.html, results.json and timings.json go to.",
    DefaultValueFactory = _ => "study",
};

var command = new RootCommand("Tries out what normalization is said to do, on small networks that learn handwritten digits, and writes a report.")
{
    quick, seed, threads, output,
};
command.SetAction(result =>
{
    var watch = Stopwatch.StartNew();
    var console = ConsoleProgress.Create();
    var options = new StudyOptions(
        new Scale(result.GetValue(seed), result.GetValue(quick)), result.GetValue(threads), result.GetValue(output)!);
    console.Verdicts(StudyRun.Run(options, AllExperiments.InOrder, console));
    console.End(watch.Elapsed, Path.Combine(options.Folder, StudyRun.ReportName));
    return 0;
});
return command.Parse(args).Invoke();
