using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace NormGen.Samples.Study.Report;

/// <summary>Tables of the report.</summary>
internal static class Tables
{
    /// <param name="head">The names of the columns.</param>
    /// <param name="rows">The rows, the first cell of each its name.</param>
    public static XElement Draw(IEnumerable<string> head, IEnumerable<IEnumerable<string>> rows) => new(
        "table",
        new XElement("thead", new XElement("tr", head.Select(cell => new XElement("th", cell)))),
        new XElement("tbody", rows.Select(row => new XElement(
            "tr", row.Select((cell, i) => new XElement(i == 0 ? "th" : "td", cell))))));
}
