using System.CommandLine;
using NormGen.Samples.Digits;
using NormGen.Samples.Digits.Layers;

var epochs = new Option<int?>("--epochs")
{
    Description = "How often each network sees the digits (12; 4 with --quick).",
};
epochs.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int?>() < 1)
    {
        result.AddError("--epochs must be 1 or more.");
    }
});
var seed = new Option<int>("--seed")
{
    Description = "Decides the first weights and the order of the digits.",
    DefaultValueFactory = _ => 1,
};
var quick = new Option<bool>("--quick")
{
    Description = "One learning rate instead of three, and fewer epochs: a few seconds.",
};

var norm = new Option<NormalizationKind>("--norm")
{
    Description = "The normalization that is compared with none: batch, group, instance or layer.",
    DefaultValueFactory = _ => NormalizationKind.Batch,
};

var command = new RootCommand("Trains small convolutional networks on handwritten digits, with a normalization and without.")
{
    norm, epochs, seed, quick,
};
command.SetAction(result => Experiment.Run(
    Report.ToConsole(),
    result.GetValue(norm),
    learningRates: result.GetValue(quick) ? [Experiment.ReferenceRate] : Experiment.AllRates,
    epochs: result.GetValue(epochs) ?? (result.GetValue(quick) ? Experiment.QuickEpochs : Experiment.FullEpochs),
    seed: result.GetValue(seed)));
return command.Parse(args).Invoke();
