using System.Collections.Generic;
using System.Linq;
using System.Text;
using Spectre.Console;

namespace NormGen.Bench.Report;

/// <summary>A table as text for a console, for a page and for a program.</summary>
internal static class TableWriter
{
    public static void ToConsole(Table table)
    {
        var grid = new Spectre.Console.Table().Border(TableBorder.Simple).Title(Markup.Escape(table.Title));
        foreach (var column in table.Columns)
        {
            var heading = new TableColumn(Markup.Escape(column.Heading)).NoWrap();
            grid.AddColumn(column.IsNumber ? heading.RightAligned() : heading);
        }

        foreach (var row in table.Rows)
        {
            grid.AddRow([.. row.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(grid);
    }

    public static string ToMarkdown(Table table)
    {
        var text = new StringBuilder(table.Title).Append("\n\n");
        Line(table.Columns.Select(c => c.Heading));
        Line(table.Columns.Select(c => c.IsNumber ? "---:" : "---"));
        foreach (var row in table.Rows)
        {
            Line(row);
        }

        return text.ToString();

        void Line(IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    /// <summary>Comma-separated values; no cell holds a comma or a quote.</summary>
    public static string ToCsv(Table table) =>
        string.Concat(table.Rows.Prepend([.. table.Columns.Select(c => c.Heading)]).Select(row => string.Join(',', row) + "\n"));
}
