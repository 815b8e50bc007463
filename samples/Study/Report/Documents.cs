using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NormGen.Samples.Study.Report;

/// <summary>The numbers as JSON: what is the same in every run of the same seed, and what is not, apart.</summary>
internal static class Documents
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = JsonNamingPolicy.CamelCase,
        // Runs that diverge have losses that are no numbers.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Settings, verdicts and numbers of all experiments. Where times were taken the verdict is about them, and left out.</summary>
    public static string Results(object settings, IReadOnlyList<Section> sections) => JsonSerializer.Serialize(
        new
        {
            settings,
            experiments = sections.ToDictionary(section => section.Id, section => new
            {
                section.Claim,
                Outcome = section.Timings is null ? section.Verdict.Outcome : (Outcome?)null,
                Verdict = section.Timings is null ? section.Verdict.Text : null,
                section.Results,
            }),
        },
        Options) + "\n";

    /// <summary>All times, in seconds.</summary>
    public static string Timings(object run, IReadOnlyList<Section> sections) => JsonSerializer.Serialize(
        new
        {
            run,
            experiments = sections.Where(section => section.Timings is not null).ToDictionary(section => section.Id, section => new
            {
                section.Verdict.Outcome,
                Verdict = section.Verdict.Text,
                section.Timings,
            }),
        },
        Options) + "\n";
}
